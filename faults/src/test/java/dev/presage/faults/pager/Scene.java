package dev.presage.faults.pager;

import dev.presage.faults.Scale;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A system with its monitoring, and the cases that it is good for. */
abstract class Scene {
    private final Deque<Runnable> ends = new ArrayDeque<>();

    /** There once {@link #start} has been called, as everything that the cases work with. */
    @SuppressWarnings("NullAway.Init")
    Monitoring monitoring;

    /** In the order in which they are played. They can be listed before anything runs. */
    abstract List<LiveCase> cases(Scale scale);

    /** The names of the files of rules that Prometheus loads. */
    abstract Set<String> rules();

    /** Starts everything. */
    void start() throws Exception {
        monitoring = new Monitoring(rules());
        atEnd(monitoring::close);
    }

    /** Is done at the end of the scene, before what was said earlier. */
    void atEnd(Runnable end) {
        ends.push(end);
    }

    /** Ends everything that was started. */
    void end() {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }

    /** Lets time go by in which something lasts. */
    static void pass(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
