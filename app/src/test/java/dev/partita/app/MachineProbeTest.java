package dev.partita.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.partita.app.session.MachineStatus;
import dev.partita.app.text.Texts;
import org.junit.jupiter.api.Test;

class MachineProbeTest {

    @Test
    void everyMachineGetsASentenceWhateverItLacks() {
        Ports ports = Ports.real();
        try {
            MachineStatus status = ports.machine().get();
            assertNotEquals(MachineStatus.Kind.UNKNOWN, status.kind());
            assertNotEquals(Texts.of("machine.failed"), status.words(), status.details());
            assertFalse(status.details().isBlank());
        } finally {
            ports.close().run();
        }
    }
}
