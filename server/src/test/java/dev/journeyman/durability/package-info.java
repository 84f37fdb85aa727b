/// Real service processes, killed and started again, alone and several at a time. The benchmarks
/// `crash` and `cluster` run the same with more of everything, so nothing here but the tests
/// themselves needs a test library.
@NullMarked
package dev.journeyman.durability;

import org.jspecify.annotations.NullMarked;
