/// Tests of the database, and the database of tests.
@NullMarked
package dev.journeyman.database;

import org.jspecify.annotations.NullMarked;
