package io.stakeout.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire between a browser and the application that a test can cut: a TCP proxy on loopback. Emulated offline modes of
 * browsers leave an open WebSocket alone; this doesn't.
 */
public final class CuttableWire implements AutoCloseable {

    private enum State {
        WHOLE,
        CUT,
        SILENT
    }

    private final ServerSocket here;
    private final URI target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private State state = State.WHOLE;

    public CuttableWire(String target) throws IOException {
        this.target = URI.create(target);
        this.here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Where a browser reaches the application through this wire. */
    public String address() {
        return "http://127.0.0.1:" + here.getLocalPort();
    }

    /** Ends every connection at once and refuses new ones. */
    public synchronized void cut() {
        state = State.CUT;
        open.forEach(CuttableWire::quietly);
        open.clear();
    }

    /** Leaves the connections open and lets nothing through, as a dead link behind a router does. */
    public synchronized void silence() {
        state = State.SILENT;
    }

    public synchronized void mend() {
        state = State.WHOLE;
        notifyAll();
    }

    private void accept() {
        while (!here.isClosed()) {
            try {
                connect(here.accept());
            } catch (IOException e) {
                // The listener was closed, or the application is away: the browser tries again.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        if (isCut()) {
            near.close();
            return;
        }
        Socket far = new Socket(target.getHost(), target.getPort());
        open.add(near);
        open.add(far);
        daemon(() -> pump(near, far));
        daemon(() -> pump(far, near));
    }

    private synchronized boolean isCut() {
        return state == State.CUT;
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                awaitSound();
                out.write(buffer, 0, n);
            }
        } catch (IOException | InterruptedException e) {
            // One side has gone: so does the other.
        } finally {
            quietly(from);
            quietly(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private synchronized void awaitSound() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cuttable-wire");
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }

    @Override
    public void close() throws IOException {
        here.close();
        cut();
        mend();
    }
}
