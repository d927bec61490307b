package dev.presage.evaluator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that one run at a time writes to a folder of reports. The operating system gives the lock back however the process ends,
 * so the file that stays behind means nothing.
 */
final class RunLock {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder, which is made if need be.
     *
     * @throws Failure if another run holds it, or if the folder can't be written to
     */
    static RunLock take(Path reports, Instant now) throws Failure {
        Path file = reports.resolve(".lock");
        FileChannel channel;
        if (Files.exists(reports) && !Files.isDirectory(reports)) {
            throw new Failure(ExitCode.USAGE, "the report folder " + reports + " is a file, expected a folder");
        }
        try {
            Files.createDirectories(reports);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new Failure(ExitCode.USAGE, "the report folder " + reports + " can't be written to: " + e, e);
        }
        try {
            if (lock(channel) == null) {
                channel.close();
                throw new Failure(ExitCode.LOCKED, "another run is at work: " + holder(file) + " holds " + file);
            }
        } catch (IOException e) {
            throw new Failure(ExitCode.USAGE, "the lock " + file + " can't be taken: " + e, e);
        }
        tellHolder(channel, now);
        return new RunLock(channel);
    }

    /** For the sentence that a second run prints; on a full disk that is all that is lost. */
    private static void tellHolder(FileChannel channel, Instant now) {
        try {
            channel.truncate(0);
            String holder = "process " + ProcessHandle.current().pid() + ", since " + now + ",";
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            // the lock holds all the same
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "some process";
        }
    }

    void giveBack() {
        try {
            channel.close();
        } catch (IOException e) {
            // the end of the process gives it back
        }
    }
}
