package dev.presage.demo;

import dev.presage.demo.History.Question;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Requests about now at a steady rate, one in a hundred of them bad, each kind in turn; and once a second one over HTTP. */
final class LiveTraffic {
    private static final int BAD_ONE_IN = 100;

    private final Requests requests;
    private final Ports ports;
    private final int perSecond;
    private final List<Question> questions;
    private final long intervalNanos;
    private final Thread thread = new Thread(this::send, "live-traffic");
    private volatile boolean stopping;

    private LiveTraffic(Requests requests, Ports ports, List<Question> questions, int perSecond) {
        this.requests = requests;
        this.ports = ports;
        this.perSecond = perSecond;
        this.questions = List.copyOf(questions);
        this.intervalNanos = 1_000_000_000L / perSecond;
    }

    static LiveTraffic start(Requests requests, Ports ports, List<Question> questions, int perSecond) {
        LiveTraffic traffic = new LiveTraffic(requests, ports, questions, perSecond);
        traffic.thread.setDaemon(true);
        traffic.thread.start();
        return traffic;
    }

    private void send() {
        long due = System.nanoTime();
        for (int number = 0; !stopping; number++) {
            send(number);
            due += intervalNanos;
            for (long wait = due - System.nanoTime(); wait > 0 && !stopping; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
        }
    }

    private void send(int number) {
        Question question = questions.get(number % questions.size());
        if (number % perSecond == 0) {
            String ticker = URLEncoder.encode(question.ticker().symbol(), StandardCharsets.UTF_8);
            Http.ask(Ports.uri(ports.api(), "/predict/" + ticker));
        }
        if (number % BAD_ONE_IN == BAD_ONE_IN / 2) {
            BadRequest[] kinds = BadRequest.values();
            requests.sendBad(kinds[number / BAD_ONE_IN % kinds.length], question.ticker());
        } else {
            requests.askAboutNow(question, number % 2 == 0);
        }
    }

    void stop() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
