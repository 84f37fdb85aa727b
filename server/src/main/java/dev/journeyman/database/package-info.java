/// The PostgreSQL behind everything: the embedded server, the pool, transactions and migrations.
@NullMarked
package dev.journeyman.database;

import org.jspecify.annotations.NullMarked;
