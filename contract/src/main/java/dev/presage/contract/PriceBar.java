package dev.presage.contract;

import java.time.Instant;

/**
 * What a ticker traded at in one period, usually a day.
 *
 * @param ticker whose prices these are
 * @param closeTime when the period ended; the bar may be used by predictions made at or after this instant
 * @param open first price of the period, in the instrument's currency, positive
 * @param high highest price, not below {@code low}
 * @param low lowest price
 * @param close last price, within {@code low} and {@code high}
 * @param volume shares traded, not negative
 */
public record PriceBar(
        Ticker ticker, Instant closeTime, double open, double high, double low, double close, double volume) {
    public PriceBar {
        MessageTime.require("close_time", closeTime);
        requirePrice("open", open);
        requirePrice("high", high);
        requirePrice("low", low);
        requirePrice("close", close);
        if (!(low <= high)) {
            throw Invalid.value("low", low, "at most high, which is " + high);
        }
        if (!(close >= low && close <= high)) {
            throw Invalid.value("close", close, "a price from low " + low + " to high " + high);
        }
        if (!(Double.isFinite(volume) && volume >= 0)) {
            throw Invalid.value("volume", volume, "a finite number of at least 0");
        }
    }

    private static void requirePrice(String name, double price) {
        if (!(Double.isFinite(price) && price > 0)) {
            throw Invalid.value(name, price, "a finite price above 0");
        }
    }
}
