/** Price bars to named features: one implementation for worker, evaluator and trainer, so that training and serving can't differ. */
@NullMarked
package dev.presage.features;

import org.jspecify.annotations.NullMarked;
