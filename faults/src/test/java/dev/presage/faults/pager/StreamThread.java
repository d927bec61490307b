package dev.presage.faults.pager;

import static org.awaitility.Awaitility.await;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/** The one thread of a worker that answers requests, as a debugger sees it: it can be held while all other threads go on. */
final class StreamThread implements AutoCloseable {
    private final VirtualMachine machine;
    private final ThreadReference thread;

    private StreamThread(VirtualMachine machine, ThreadReference thread) {
        this.machine = machine;
        this.thread = thread;
    }

    /** What a worker needs in its environment so that a debugger can come at that port. */
    static Map<String, String> debuggable(int port) {
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port);
    }

    /** Holds it until {@link #close}, as a thread hangs that waits for a lock nobody gives back. */
    static StreamThread hold(int port) throws IOException, IllegalConnectorArgumentsException {
        AttachingConnector socket = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = socket.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(Integer.toString(port));
        VirtualMachine machine = socket.attach(arguments);
        ThreadReference thread = machine.allThreads().stream()
                .filter(candidate -> candidate.name().matches(".*-StreamThread-\\d+"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the worker has no stream thread"));
        await().until(() -> heldAtRest(thread));
        return new StreamThread(machine, thread);
    }

    /** Holds it only where it waits for the broker: anywhere else it may have a lock that threads wait for which are not to hang. */
    private static boolean heldAtRest(ThreadReference thread) throws IncompatibleThreadStateException {
        thread.suspend();
        boolean atRest = thread.frameCount() > 0
                && thread.frame(0).location().declaringType().name().equals("sun.nio.ch.EPoll");
        if (!atRest) {
            thread.resume();
        }
        return atRest;
    }

    @Override
    public void close() {
        thread.resume();
        machine.dispose();
    }
}
