package dev.presage.evaluator.statistics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * The nights on which a rule first sounded, in many years.
 *
 * @param first of each year in which it did, from 1 on, ascending
 * @param years how many there were in all
 */
record Nights(List<Integer> first, int years) {
    /** Sessions of a year. */
    static final int YEAR = 250;

    private static final long SEED = 20170301;

    Nights {
        first = first.stream().sorted().toList();
    }

    /**
     * How good a model is.
     *
     * @param drop by how much it gets worse
     * @param after how many nights of the year; alarms until then don't count, and nights are counted from there
     */
    record Course(double accuracy, double drop, int after) {
        /** What it is up to, counted from the first session that the year's first night looks back on. */
        double at(int session) {
            return session < AlarmRule.TRAILING - 1 + after ? accuracy : accuracy - drop;
        }
    }

    /**
     * Lets years go by, the same ones for every rule and limit.
     *
     * @param limits a bound below one of these sounds its alarm
     * @return for each limit, by rule
     */
    static List<Map<AlarmRule, Nights>> of(Market market, Course model, int years, double... limits) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Map<AlarmRule, List<Integer>>> first = new ArrayList<>();
        for (int i = 0; i < limits.length; i++) {
            first.add(new EnumMap<>(AlarmRule.class));
        }
        for (int year = 0; year < years; year++) {
            double[] right = market.right(random, AlarmRule.TRAILING - 1 + YEAR, model::at);
            for (int i = 0; i < limits.length; i++) {
                Map<AlarmRule, List<Integer>> ofLimit = first.get(i);
                AlarmRule.firstNights(right, market, limits[i], model.after)
                        .forEach((rule, night) -> ofLimit.computeIfAbsent(rule, r -> new ArrayList<>())
                                .add(night));
            }
        }
        return first.stream().map(ofLimit -> byRule(ofLimit, years)).toList();
    }

    private static Map<AlarmRule, Nights> byRule(Map<AlarmRule, List<Integer>> first, int years) {
        Map<AlarmRule, Nights> nights = new EnumMap<>(AlarmRule.class);
        for (AlarmRule rule : AlarmRule.values()) {
            nights.put(rule, new Nights(first.getOrDefault(rule, List.of()), years));
        }
        return nights;
    }

    /** In how many years it sounded. */
    int alarms() {
        return first.size();
    }

    /** The same as a share of all. */
    double share() {
        return alarms() / (double) years;
    }

    /** The share of years in which it sounded on the very first night, which stands for any night that is looked at alone. */
    double shareOfOneNight() {
        return first.stream().filter(night -> night == 1).count() / (double) years;
    }

    /** By which night it had sounded in half of the years; empty if it hadn't. */
    OptionalInt median() {
        int half = (years - 1) / 2;
        return half < alarms() ? OptionalInt.of(first.get(half)) : OptionalInt.empty();
    }
}
