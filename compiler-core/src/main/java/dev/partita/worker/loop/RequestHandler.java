package dev.partita.worker.loop;

import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;

/** Does some kinds of requests. All requests of a worker are handled on one and the same platform thread. */
public interface RequestHandler {

    boolean takes(Request<?> request);

    /**
     * @throws RequestException when it cannot be done; anything else thrown is reported as our mistake
     */
    Reply handle(Request<?> request, RequestContext context) throws RequestException;
}
