package dev.journeyman.sandbox.seccomp;

import static dev.journeyman.sandbox.seccomp.BpfProgram.ARCHITECTURE_OFFSET;
import static dev.journeyman.sandbox.seccomp.BpfProgram.HIGH_HALF;
import static dev.journeyman.sandbox.seccomp.BpfProgram.NUMBER_OFFSET;
import static dev.journeyman.sandbox.seccomp.BpfProgram.argument;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/// Builds the filter: everything is allowed except what reaches around the namespaces. Calls that
/// libraries try before an older one are answered `ENOSYS`, so that they fall back; the rest is
/// answered `EPERM`. Between two rules the accumulator holds the number of the call.
public final class SeccompFilter {

  private static final int EPERM = 1;
  private static final int ENOMEM = 12;
  private static final int ENOSYS = 38;
  private static final int EAFNOSUPPORT = 97;

  /// `CLONE_NEW*`: a namespace within the sandbox's.
  private static final int NEW_NAMESPACE_FLAGS = 0x7E020000;

  /// Room for the segment by which PostgreSQL tells that it runs. A namespace has 4096 of them.
  private static final int LARGEST_SHARED_SEGMENT = 16 << 10;

  private static final int SET_ID_BITS = 06000;
  private static final int CREATING_FLAGS = 0100 | 020000000;
  private static final int X32_FIRST_NUMBER = 0x40000000;
  private static final int TIOCSTI = 0x5412;
  private static final int TIOCLINUX = 0x541C;
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;
  private static final int NETLINK_ROUTE = 0;

  private static final Set<Syscall> UNKNOWN =
      EnumSet.of(
          Syscall.CLONE3,
          Syscall.OPENAT2,
          Syscall.IO_SETUP,
          Syscall.IO_URING_SETUP,
          Syscall.IO_URING_ENTER,
          Syscall.IO_URING_REGISTER,
          Syscall.MEMFD_CREATE,
          Syscall.MEMFD_SECRET);

  private static final Set<Syscall> FORBIDDEN =
      EnumSet.range(Syscall.PTRACE, Syscall.LSM_SET_SELF_ATTR);

  private final Architecture architecture;
  private final BpfProgram program = new BpfProgram();

  private SeccompFilter(Architecture architecture) {
    this.architecture = architecture;
  }

  /// The filter as bytes, to be handed to `bwrap --seccomp`.
  public static byte[] bytesFor(Architecture architecture) {
    return programFor(architecture).toBytes();
  }

  static BpfProgram programFor(Architecture architecture) {
    return new SeccompFilter(architecture).build();
  }

  private BpfProgram build() {
    refuseOtherArchitectures();
    UNKNOWN.forEach(call -> refuse(call, ENOSYS));
    FORBIDDEN.forEach(call -> refuse(call, EPERM));
    refuse(Syscall.UNSHARE, EPERM);
    refuse(Syscall.SETNS, EPERM);
    refuseBits(Syscall.CLONE, 0, NEW_NAMESPACE_FLAGS);
    refuseValue(Syscall.IOCTL, 1, TIOCSTI);
    refuseValue(Syscall.IOCTL, 1, TIOCLINUX);
    refuseLimitsOfOthers();
    refuseUncountedMemory();
    refuseSetIdFiles();
    refuseOtherSocketFamilies();
    return program.allow();
  }

  private void refuseOtherArchitectures() {
    program.load(ARCHITECTURE_OFFSET).ifEqual(architecture.auditNumber, 1, 0).kill();
    program.load(NUMBER_OFFSET);
    if (architecture == Architecture.X86_64) {
      program.ifAtLeast(X32_FIRST_NUMBER, 0, 1).fail(ENOSYS);
    }
  }

  private void refuse(Syscall call, int error) {
    whereKnown(call, number -> program.ifEqual(number, 0, 1).fail(error));
  }

  private void refuseBits(Syscall call, int argument, int mask) {
    whereKnown(
        call,
        number ->
            program
                .ifEqual(number, 0, 4)
                .load(argument(argument))
                .ifAnyBit(mask, 0, 1)
                .fail(EPERM)
                .load(NUMBER_OFFSET));
  }

  /// Compares the low half only: the kernel ignores the high half of an ioctl request, so a filter
  /// that looks at it can be passed by (CVE-2019-10063).
  private void refuseValue(Syscall call, int argument, int value) {
    whereKnown(
        call,
        number ->
            program
                .ifEqual(number, 0, 4)
                .load(argument(argument))
                .ifEqual(value, 0, 1)
                .fail(EPERM)
                .load(NUMBER_OFFSET));
  }

  /// `prlimit64` on a process other than the caller: it could break its neighbours.
  private void refuseLimitsOfOthers() {
    whereKnown(
        Syscall.PRLIMIT64,
        number ->
            program
                .ifEqual(number, 0, 4)
                .load(argument(0))
                .ifEqual(0, 1, 0)
                .fail(EPERM)
                .load(NUMBER_OFFSET));
  }

  /// System V memory belongs to no process, so nobody who adds up the memory of processes sees it.
  private void refuseUncountedMemory() {
    refuse(Syscall.SEMGET, ENOSYS);
    refuse(Syscall.MSGGET, ENOSYS);
    whereKnown(
        Syscall.SHMGET,
        number ->
            program
                .ifEqual(number, 0, 6)
                .load(argument(1) + HIGH_HALF)
                .ifEqual(0, 0, 2)
                .load(argument(1))
                .ifAtLeast(LARGEST_SHARED_SEGMENT + 1, 0, 1)
                .fail(ENOMEM)
                .load(NUMBER_OFFSET));
  }

  private void refuseSetIdFiles() {
    refuseBits(Syscall.CHMOD, 1, SET_ID_BITS);
    refuseBits(Syscall.FCHMOD, 1, SET_ID_BITS);
    refuseBits(Syscall.FCHMODAT, 2, SET_ID_BITS);
    refuseBits(Syscall.FCHMODAT2, 2, SET_ID_BITS);
    refuseBits(Syscall.CREAT, 1, SET_ID_BITS);
    refuseBits(Syscall.MKNOD, 1, SET_ID_BITS);
    refuseBits(Syscall.MKNODAT, 2, SET_ID_BITS);
    refuseSetIdCreation(Syscall.OPEN, 1);
    refuseSetIdCreation(Syscall.OPENAT, 2);
  }

  /// The mode follows the flags and means something only where a file may be created.
  private void refuseSetIdCreation(Syscall call, int flags) {
    whereKnown(
        call,
        number ->
            program
                .ifEqual(number, 0, 6)
                .load(argument(flags))
                .ifAnyBit(CREATING_FLAGS, 0, 3)
                .load(argument(flags + 1))
                .ifAnyBit(SET_ID_BITS, 0, 1)
                .fail(EPERM)
                .load(NUMBER_OFFSET));
  }

  /// Families such as AF_VSOCK and AF_ALG are not held by a network namespace.
  private void refuseOtherSocketFamilies() {
    whereKnown(
        Syscall.SOCKET,
        number ->
            program
                .ifEqual(number, 0, 9)
                .load(argument(0))
                .ifEqual(AF_UNIX, 6, 0)
                .ifEqual(AF_INET, 5, 0)
                .ifEqual(AF_INET6, 4, 0)
                .ifEqual(AF_NETLINK, 0, 2)
                .load(argument(2))
                .ifEqual(NETLINK_ROUTE, 1, 0)
                .fail(EAFNOSUPPORT)
                .load(NUMBER_OFFSET));
    whereKnown(
        Syscall.SOCKETPAIR,
        number ->
            program
                .ifEqual(number, 0, 4)
                .load(argument(0))
                .ifEqual(AF_UNIX, 1, 0)
                .fail(EAFNOSUPPORT)
                .load(NUMBER_OFFSET));
  }

  private void whereKnown(Syscall call, Consumer<Integer> rule) {
    call.number(architecture).ifPresent(rule::accept);
  }
}
