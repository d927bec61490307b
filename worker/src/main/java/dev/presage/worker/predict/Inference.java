package dev.presage.worker.predict;

import dev.presage.contract.ModelManifest;
import dev.presage.contract.PriceBar;
import dev.presage.inference.Model.Expectation;
import dev.presage.inference.Model.ModelFailedException;
import dev.presage.worker.answer.Forecast;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.predict.Predictor.PredictionListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of features that wait for their models, then are asked of each model at once. */
final class Inference {
    private final Map<ServedModel, List<Row>> rows = new LinkedHashMap<>();

    /** One row and, once its model has been asked, what became of it. */
    static final class Row {
        private final ServedModel model;
        private final FeatureRow features;
        private final PriceBar reference;
        private @Nullable Forecast forecast;
        private @Nullable RefusedException refusal;
        private @Nullable RuntimeException defect;

        private Row(ServedModel model, FeatureRow features, PriceBar reference) {
            this.model = model;
            this.features = features;
            this.reference = reference;
        }

        /** The forecast, when it is given to others as well; to be called after {@link Inference#run}. */
        Forecast reusableForecast() throws RefusedException {
            Forecast made = forecast();
            if (made.template() == null) {
                made = made.reusable();
                forecast = made;
            }
            return made;
        }

        /** What the model says; to be called after {@link Inference#run}. */
        Forecast forecast() throws RefusedException {
            if (forecast != null) {
                return forecast;
            }
            if (refusal != null) {
                throw refusal;
            }
            throw defect != null ? defect : new IllegalStateException("a row was never asked of its model");
        }

        private void answer(Expectation expectation) {
            ModelManifest manifest = model.manifest();
            double predictedPrice = reference.close() * (1 + expectation.predictedReturn());
            if (!Double.isFinite(predictedPrice) || predictedPrice <= 0) {
                refusal = new RefusedException(
                        Reason.MODEL_FAILURE,
                        "the price predicted from " + reference.close() + " and a return of "
                                + expectation.predictedReturn() + " is " + predictedPrice
                                + ", expected a finite price above 0");
                return;
            }
            forecast = new Forecast(
                    reference.ticker(),
                    manifest.id(),
                    reference.closeTime(),
                    reference.close(),
                    manifest.horizonBars(),
                    predictedPrice,
                    expectation.confidence(),
                    features.source(),
                    null);
        }
    }

    /** Takes in a row, to be asked when {@link #run} is called. */
    Row add(ServedModel model, FeatureRow features, PriceBar reference) {
        Row row = new Row(model, features, reference);
        rows.computeIfAbsent(model, unknown -> new ArrayList<>()).add(row);
        return row;
    }

    /** Asks every model about its rows at once. Where that fails, row by row: one bad row must not refuse its neighbours. */
    void run(PredictionListener listener) {
        rows.forEach((model, asked) -> {
            try {
                ask(model, asked, listener);
            } catch (ModelFailedException | RuntimeException together) {
                for (Row row : asked) {
                    askAlone(model, row, listener);
                }
            }
        });
    }

    private static void askAlone(ServedModel model, Row row, PredictionListener listener) {
        try {
            ask(model, List.of(row), listener);
        } catch (ModelFailedException e) {
            row.refusal = new RefusedException(Reason.MODEL_FAILURE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            row.defect = e;
        }
    }

    private static void ask(ServedModel model, List<Row> asked, PredictionListener listener)
            throws ModelFailedException {
        float[][] inputs = new float[asked.size()][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = asked.get(i).features.values();
        }
        listener.modelAsked(inputs.length);
        List<Expectation> expectations = model.model().expect(inputs);
        for (int i = 0; i < inputs.length; i++) {
            asked.get(i).answer(expectations.get(i));
        }
    }
}
