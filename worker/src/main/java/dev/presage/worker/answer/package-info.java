/** What may become of a request, and the forecasts that are kept to be given again. */
@NullMarked
package dev.presage.worker.answer;

import org.jspecify.annotations.NullMarked;
