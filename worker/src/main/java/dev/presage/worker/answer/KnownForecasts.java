package dev.presage.worker.answer;

import dev.presage.contract.ModelId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts that were made from the prices of one window alone. They lie beside its bars and go with them: an answer from older bars is
 * never found again. Of too many, those from the most bars stay, as nearly all requests ask about now. Any thread may use it.
 */
public final class KnownForecasts {
    private static final int MOST = 8;

    private volatile Known[] mostBarsFirst = {};

    private record Known(int bars, Forecast forecast) {}

    /**
     * The forecast of a model, if it is known.
     *
     * @param bars how many of the window's bars it was made from, the reference bar being the last
     */
    public @Nullable Forecast get(ModelId model, int bars) {
        for (Known known : mostBarsFirst) {
            if (known.bars() == bars && known.forecast().model().equals(model)) {
                return known.forecast();
            }
        }
        return null;
    }

    /** Keeps a forecast made from so many bars, unless it is known already, or too many are that were made from as many bars or more. */
    public synchronized void put(int bars, Forecast forecast) {
        if (get(forecast.model(), bars) == null) {
            List<Known> known = new ArrayList<>(List.of(mostBarsFirst));
            known.add(new Known(bars, forecast));
            known.sort(Comparator.comparingInt(Known::bars).reversed());
            mostBarsFirst = known.stream().limit(MOST).toArray(Known[]::new);
        }
    }
}
