package io.stakeout.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TCP connections of a process as Linux tells them: the sockets among its open files, looked up in the table of its
 * network namespace (https://www.kernel.org/doc/Documentation/networking/proc_net_tcp.txt).
 */
public final class TcpConnections {

    private static final int LOCAL_COLUMN = 1;
    private static final int REMOTE_COLUMN = 2;
    private static final int STATE_COLUMN = 3;
    private static final int INODE_COLUMN = 9;
    private static final String LISTENING = "0A";

    private TcpConnections() {}

    /** Addresses other than loopback on which the process listens. */
    public static List<String> listeningOffLoopback(long pid) throws IOException {
        return offLoopback(pid, LOCAL_COLUMN, true);
    }

    /** Far ends that are not this machine, one entry a connection, also of attempts that aren't answered yet. */
    public static List<String> offLoopback(long pid) throws IOException {
        return offLoopback(pid, REMOTE_COLUMN, false);
    }

    private static List<String> offLoopback(long pid, int column, boolean listening) throws IOException {
        Set<String> inodes = socketInodes(pid);
        List<String> found = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            Path file = Path.of("/proc/" + pid + "/net/" + table);
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length > INODE_COLUMN
                        && inodes.contains(columns[INODE_COLUMN])
                        && columns[STATE_COLUMN].equals(LISTENING) == listening) {
                    InetAddress end = address(columns[column].split(":")[0]);
                    if (!end.isLoopbackAddress()) {
                        found.add(end.getHostAddress());
                    }
                }
            }
        }
        return found;
    }

    private static Set<String> socketInodes(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.map(TcpConnections::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    /** The table holds words of four bytes in the machine's order, which is little-endian on all we run on. */
    private static InetAddress address(String hex) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        for (int word = 0; word < bytes.length; word += 4) {
            byte first = bytes[word];
            byte second = bytes[word + 1];
            bytes[word] = bytes[word + 3];
            bytes[word + 1] = bytes[word + 2];
            bytes[word + 2] = second;
            bytes[word + 3] = first;
        }
        // an IPv4 address in IPv6 form becomes IPv4 here
        return InetAddress.getByAddress(bytes);
    }
}
