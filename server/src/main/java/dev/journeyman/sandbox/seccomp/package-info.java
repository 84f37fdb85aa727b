/// The system call filter of the sandbox: which calls are refused, per processor architecture, as
/// a classic BPF program.
@NullMarked
package dev.journeyman.sandbox.seccomp;

import org.jspecify.annotations.NullMarked;
