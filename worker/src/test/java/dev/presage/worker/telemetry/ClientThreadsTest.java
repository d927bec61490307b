package dev.presage.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientThreadsTest {
    @Test
    void whenAllAreHeldTheOneHeldTheLongestGivesItsClientUp() throws Exception {
        BlockingQueue<String> givenUp = new LinkedBlockingQueue<>();
        ClientThreads threads = new ClientThreads(2);
        try {
            for (String client : List.of("first", "second")) {
                CountDownLatch held = new CountDownLatch(1);
                threads.execute(() -> hold(client, held, givenUp));
                held.await();
            }
            CountDownLatch served = new CountDownLatch(1);

            threads.execute(served::countDown);

            assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(givenUp).containsExactly("first");
        } finally {
            threads.shutdownNow();
        }
    }

    private static void hold(String client, CountDownLatch held, BlockingQueue<String> givenUp) {
        held.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            givenUp.add(client);
        }
    }
}
