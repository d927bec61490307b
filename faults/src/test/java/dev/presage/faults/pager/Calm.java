package dev.presage.faults.pager;

import dev.presage.faults.pager.LiveCase.Step;
import java.time.Duration;

/**
 * What nobody may be told of.
 *
 * @param what it is, in words
 * @param event brings it about
 * @param watched how long nobody may hear of it afterwards, as long as that would be in production
 */
record Calm(String what, Step event, Duration watched) implements LiveCase {}
