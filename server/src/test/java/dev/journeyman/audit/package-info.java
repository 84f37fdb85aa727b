/// Tests of the audit record.
@NullMarked
package dev.journeyman.audit;

import org.jspecify.annotations.NullMarked;
