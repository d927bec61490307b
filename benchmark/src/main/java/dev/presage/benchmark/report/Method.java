package dev.presage.benchmark.report;

/** How it was measured, for the page. */
final class Method {
    static final String TEXT =
            """
            ## Method

            `make bench` measures all of this, `java -jar benchmark/target/benchmark.jar <section>` one section of it. The raw values are in
            [performance/](performance/).

            - The broker, each contender and the observer are processes of their own on one machine. Every contender runs on the same Java
              with the option of the README's command, `-Xmx384m`; the worker is `worker.jar` as shipped, with its metrics on, scraped
              every 15 s.
            - All Kafka clients get the configuration that the worker's own code makes of the same environment variables: exactly once,
              commits every 100 ms (10 ms with `WORKER_PROFILE=latency`).
            - `bare` is a consumer and a transactional producer that pass key and value through; `pass-through` is Kafka Streams doing that;
              `naive` is the worker as most teams would write it: data binding, prices in RocksDB, one model call a request, summaries with
              quantiles; its answers are compared with the worker's. Two thirds of its time go into the quantiles of values that all
              differ, and the more it has seen the longer they take; it gets fewer requests, to warm up as well.
            - Requests are loaded before, as fast as they can be, so many of a partition have the same timestamp. In each round every
              contender drains the same ones from the beginning, with a new group, into new topics; the order rotates. Time and processor
              time (`/proc`, to 10 ms) are taken when the group's committed offset passes the warm-up and when it passes the last record
              that counts.
            - A run of the worker counts only if every request was predicted: its counters and a reader of committed records must agree.
            - Bars are made up, 64 for each ticker, the last one yesterday's; features have six decimals; ids are UUIDs; tickers are spread
              evenly over the partitions.
            - `make bench-evaluator` measures the evaluator: whole processes from start to end, so Java's start and compiling count, of a dry
              run, which prints its figures and writes no report; all answers to a question are alike, as they are unless producers send
              features; processor
              time is what Linux keeps of ended child processes, heap is by the collector's log. `bare` has the evaluator's own consumer
              settings. Predictions are in the order of time and stamped when they were made; a run counts only if the bare scan read every
              record, and the evaluator judged every forecast that was published.
            - "Other programs" is what the whole machine used, less contender, broker and observer.
            """;

    private Method() {}
}
