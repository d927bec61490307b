/** What models say of tickers, and what of it is kept to be said again. */
@NullMarked
package dev.presage.worker.forecast;

import org.jspecify.annotations.NullMarked;
