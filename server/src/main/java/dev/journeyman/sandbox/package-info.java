/// The sandbox as a port: a command as data in, an outcome as data out; and bubblewrap behind it.
@NullMarked
package dev.journeyman.sandbox;

import org.jspecify.annotations.NullMarked;
