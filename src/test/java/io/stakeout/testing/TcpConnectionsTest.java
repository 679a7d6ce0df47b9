package io.stakeout.testing;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Proof that the watcher would see what it is there to see. */
class TcpConnectionsTest {

    private static final long OURSELVES = ProcessHandle.current().pid();

    @Test
    void aConnectionToLoopbackStays() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                Socket client = new Socket(loopback, server.getLocalPort())) {
            assertThat(client.isConnected()).isTrue();
            assertThat(TcpConnections.offLoopback(OURSELVES)).isEmpty();
        }
    }

    @Test
    void aConnectionToAnAddressOfTheNetworkIsSeen() throws IOException {
        Optional<InetAddress> network = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        assumeTrue(network.isPresent(), "this machine has no address but loopback");
        try (ServerSocket server = new ServerSocket(0, 1, network.get());
                Socket client = new Socket(network.get(), server.getLocalPort())) {
            assertThat(client.isConnected()).isTrue();
            assertThat(TcpConnections.offLoopback(OURSELVES))
                    .contains(network.get().getHostAddress());
        }
    }
}
