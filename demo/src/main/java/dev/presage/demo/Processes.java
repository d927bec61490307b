package dev.presage.demo;

import dev.presage.demo.ChildProcess.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Everything that has been started and must be stopped, the last first. Once stopped, nothing more can be started. */
final class Processes {
    private final Console console;
    private final Path logs;
    private final Path writtenDown;
    private final Deque<Part> parts = new ArrayDeque<>();
    private volatile boolean stopped;

    /** Stops something, and waits until it has stopped. */
    interface Stop {
        void run() throws Exception;
    }

    private record Part(String name, Stop stop) {}

    Processes(Console console, Path logs, Path writtenDown) {
        this.console = console;
        this.logs = logs;
        this.writtenDown = writtenDown;
    }

    /** Starts a process, whose log gets its name. */
    synchronized ChildProcess start(Command command) throws DemoException {
        requireRunning();
        try {
            ChildProcess process = ChildProcess.start(command, logs.resolve(command.name() + ".log"));
            parts.push(new Part(command.name(), process::stop));
            Leftover.write(writtenDown, command.name(), process.handle());
            return process;
        } catch (IOException e) {
            throw new DemoException(command.name() + " can't be started: " + e.getMessage(), e);
        }
    }

    /** Runs a process to its end. */
    ChildProcess run(Command command) throws DemoException, InterruptedException {
        ChildProcess process = start(command);
        process.awaitExit();
        return process;
    }

    /** Has something of this process stopped at the end, too. */
    synchronized void atEnd(String name, Stop stop) throws DemoException {
        requireRunning(); // if it does not, this process is about to end anyway
        parts.push(new Part(name, stop));
    }

    private void requireRunning() throws DemoException {
        if (stopped) {
            throw new DemoException("the demo is being stopped");
        }
    }

    /** Whether everything has been stopped or is about to be. */
    boolean isStopped() {
        return stopped;
    }

    /** Stops everything, the last started first; waits for each. */
    void stop() {
        stopped = true;
        stopParts();
    }

    private synchronized void stopParts() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.stop().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                console.say(part.name() + " did not stop as it should: " + e);
            }
        }
    }
}
