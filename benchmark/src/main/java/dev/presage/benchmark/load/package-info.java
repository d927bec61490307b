/** What is asked: topics, price bars, models and requests, all of them made up. */
@NullMarked
package dev.presage.benchmark.load;

import org.jspecify.annotations.NullMarked;
