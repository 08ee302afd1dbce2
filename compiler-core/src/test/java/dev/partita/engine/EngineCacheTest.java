package dev.partita.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCacheTest {

    @TempDir
    private Path folder;

    private static EngineKey key(String network, String level) {
        return new EngineKey(network, "weights", Map.of("optimization_level", level), "[]", "TensorRT 10.6.0 on H200");
    }

    private EngineFile built(String content) throws IOException {
        Path job = Files.createTempDirectory(folder, "job");
        Files.writeString(JobFolder.engine(job), content);
        Files.writeString(JobFolder.layers(job), "{}");
        return new EngineFile(JobFolder.engine(job), JobFolder.layers(job), content.length(), Duration.ofSeconds(3), "built");
    }

    private EngineCache cache(long maxBytes) {
        return new EngineCache(folder.resolve("cache"), maxBytes);
    }

    private static String missOf(EngineCache cache, EngineKey key) throws EngineException {
        return assertInstanceOf(EngineCache.Lookup.Miss.class, cache.find(key)).why();
    }

    @Test
    void whatWasStoredIsFound() throws Exception {
        EngineFile kept = cache(1000).store(key("a", "3"), built("plan"));
        assertEquals(Duration.ofSeconds(3), kept.buildTime());
        EngineFile found = assertInstanceOf(EngineCache.Lookup.Hit.class, cache(1000).find(key("a", "3"))).engine();
        assertArrayEquals("plan".getBytes(), Files.readAllBytes(found.engine()));
        assertEquals(kept.engine(), found.engine());
    }

    @Test
    void missSaysWhatDiffersFromTheClosestEngine() throws Exception {
        EngineCache cache = cache(1000);
        assertEquals("the cache is empty", missOf(cache, key("a", "3")));
        cache.store(key("a", "3"), built("plan"));
        cache.store(key("b", "5"), built("plan"));
        assertEquals("the closest cached engine differs: optimization_level is 4, not 3", missOf(cache, key("a", "4")));
        assertEquals("the cache has no engine of this network", missOf(cache, key("c", "5")));
    }

    @Test
    void leastRecentlyUsedEngineGoesFirst() throws Exception {
        EngineCache cache = cache(3000);
        for (String name : new String[] {"old", "used", "new"}) {
            cache.store(key(name, "3"), built("x".repeat(600)));
            age(key(name, "3"), name.equals("new") ? 10 : 100);
        }
        cache.find(key("old", "3")); // now the most recently used one
        cache.store(key("last", "3"), built("x".repeat(900)));
        assertInstanceOf(EngineCache.Lookup.Hit.class, cache.find(key("old", "3")));
        assertInstanceOf(EngineCache.Lookup.Miss.class, cache.find(key("used", "3")));
        assertInstanceOf(EngineCache.Lookup.Hit.class, cache.find(key("last", "3")));
    }

    @Test
    void engineLargerThanTheCacheIsKeptForItsUser() throws Exception {
        EngineCache cache = cache(10);
        cache.store(key("a", "3"), built("x".repeat(100)));
        assertInstanceOf(EngineCache.Lookup.Hit.class, cache.find(key("a", "3")));
    }

    @Test
    void sameEngineStoredTwiceIsKeptOnce() throws Exception {
        EngineCache cache = cache(1000);
        cache.store(key("a", "3"), built("one"));
        cache.store(key("a", "3"), built("two"));
        try (var entries = Files.list(folder.resolve("cache"))) {
            assertEquals(1, entries.count());
        }
    }

    private void age(EngineKey key, int seconds) throws IOException {
        Files.setLastModifiedTime(folder.resolve("cache").resolve(key.hash()).resolve("key.json"),
                FileTime.from(Instant.now().minusSeconds(seconds)));
    }
}
