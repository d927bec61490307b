/** Measures the worker beside the least that its work can cost, each in a process of its own, and writes down what was found. */
@NullMarked
package dev.presage.benchmark;

import org.jspecify.annotations.NullMarked;
