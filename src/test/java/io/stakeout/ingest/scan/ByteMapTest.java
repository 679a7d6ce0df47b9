package io.stakeout.ingest.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ByteMapTest {

    @Test
    void whatWasPutIsFoundByEqualBytes() {
        ByteMap<Integer> map = new ByteMap<>(1_000);
        for (int i = 0; i < 1_000; i++) {
            put(map, "name-" + i, i);
        }
        put(map, "name-7", 77);
        assertThat(map.size()).isEqualTo(1_000);
        byte[] text = bytes("..name-999..");
        assertThat(map.get(text, 2, 10)).isEqualTo(999);
        assertThat(map.get(text, 2, 9)).isEqualTo(99);
        assertThat(map.get(text, 1, 10)).isNull();
        List<Integer> all = new ArrayList<>();
        map.forEach(all::add);
        assertThat(all).hasSize(1_000).contains(77).doesNotContain(7);
    }

    @Test
    void aFullMapForgetsWhenSomethingNewComesAndNotBefore() {
        ByteMap<Integer> map = new ByteMap<>(3);
        for (int i = 0; i < 3; i++) {
            put(map, "name-" + i, i);
        }
        put(map, "name-2", 22);
        assertThat(map.size()).isEqualTo(3);
        put(map, "name-3", 3);
        assertThat(map.size()).isEqualTo(1);
        assertThat(map.get(bytes("name-3"), 0, 6)).isEqualTo(3);
        assertThat(map.get(bytes("name-2"), 0, 6)).isNull();
    }

    private static void put(ByteMap<Integer> map, String name, int value) {
        byte[] bytes = bytes(name);
        map.put(bytes, 0, bytes.length, value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
