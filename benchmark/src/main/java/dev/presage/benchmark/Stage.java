package dev.presage.benchmark;

import dev.presage.benchmark.load.Broker;
import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.CaseModels;
import dev.presage.benchmark.load.Loader;
import dev.presage.benchmark.load.Market;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.measure.Drain;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.Workshop;
import java.nio.file.Path;

/**
 * What a measurement needs around the contenders.
 *
 * @param workshop in which all of it is
 * @param broker that runs
 * @param models the folder of the cases' models
 */
record Stage(Workshop workshop, Checkout checkout, Broker broker, Path models) implements AutoCloseable {
    /** Sets it up; nothing is left behind if that fails. */
    static Stage open(Checkout checkout) throws BenchmarkException, InterruptedException {
        Workshop workshop = Workshop.open();
        try {
            Path models = workshop.folder("models");
            CaseModels.write(checkout.models(), models);
            return new Stage(workshop, checkout, Broker.start(workshop, checkout), models);
        } catch (BenchmarkException | InterruptedException | RuntimeException e) {
            workshop.close();
            throw e;
        }
    }

    Topics topics(int partitions) {
        return new Topics(broker.admin(), partitions);
    }

    /** Fresh topics that hold the market's bars and so many requests. */
    Topics load(Market market, int partitions, Case asked, long requests)
            throws BenchmarkException, InterruptedException {
        Topics topics = topics(partitions);
        topics.renewInputs();
        Loader loader = loader(topics, market);
        loader.loadBars();
        loader.loadRequests(asked, requests, 0);
        return topics;
    }

    Loader loader(Topics topics, Market market) {
        return new Loader(broker, topics, market);
    }

    Drain drain() {
        return new Drain(workshop, checkout, broker, models);
    }

    @Override
    public void close() {
        broker.close();
        workshop.close();
    }
}
