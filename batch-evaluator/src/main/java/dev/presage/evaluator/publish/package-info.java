/** Brings the verdict to its readers: the report on disk, the Pushgateway, a table. */
@NullMarked
package dev.presage.evaluator.publish;

import org.jspecify.annotations.NullMarked;
