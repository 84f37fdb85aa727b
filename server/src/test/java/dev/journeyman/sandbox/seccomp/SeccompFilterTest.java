package dev.journeyman.sandbox.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeccompFilterTest {

  private static final int EPERM = 0x00050001;
  private static final int ENOSYS = 0x00050026;
  private static final int EAFNOSUPPORT = 0x00050061;
  private static final int SIGCHLD = 17;

  @ParameterizedTest
  @EnumSource
  void ordinaryCallsPass(Architecture architecture) {
    int read = architecture == Architecture.X86_64 ? 0 : 63;
    int execve = architecture == Architecture.X86_64 ? 59 : 221;
    assertThat(answer(architecture, read)).isEqualTo(BpfProgram.ALLOW);
    assertThat(answer(architecture, execve)).isEqualTo(BpfProgram.ALLOW);
    assertThat(answer(architecture, Syscall.CLONE, SIGCHLD)).isEqualTo(BpfProgram.ALLOW);
    assertThat(answer(architecture, Syscall.OPENAT, 0, 0, 0100, 0644)).isEqualTo(BpfProgram.ALLOW);
    assertThat(answer(architecture, Syscall.FCHMODAT, 0, 0, 0755)).isEqualTo(BpfProgram.ALLOW);
    assertThat(answer(architecture, Syscall.IOCTL, 0, 0x5413)).isEqualTo(BpfProgram.ALLOW);
    assertThat(answer(architecture, Syscall.PRLIMIT64, 0, 7)).isEqualTo(BpfProgram.ALLOW);
  }

  @ParameterizedTest
  @EnumSource
  void callsOfAnotherArchitectureKill(Architecture architecture) {
    var data = BpfInterpreter.data(0, 0x40000003, 0, 0, 0, 0, 0, 0);
    assertThat(interpreter(architecture).run(data)).isEqualTo(BpfProgram.KILL_PROCESS);
  }

  @Test
  void theX32CallsAreUnknown() {
    assertThat(answer(Architecture.X86_64, 0x40000000 | 101)).isEqualTo(ENOSYS);
    assertThat(answer(Architecture.X86_64, -1)).isEqualTo(ENOSYS);
  }

  @ParameterizedTest
  @EnumSource
  void pr11_dangerousCallsAreRefused(Architecture architecture) {
    var calls = EnumSet.range(Syscall.PTRACE, Syscall.LSM_SET_SELF_ATTR);
    calls.addAll(EnumSet.of(Syscall.UNSHARE, Syscall.SETNS));
    calls.removeIf(call -> call.number(architecture).isEmpty());
    assertThat(calls).isNotEmpty().allMatch(call -> answer(architecture, call) == EPERM);
  }

  @ParameterizedTest
  @EnumSource
  void pr11_callsWithAFallbackAreUnknown(Architecture architecture) {
    var calls =
        EnumSet.of(
            Syscall.CLONE3,
            Syscall.OPENAT2,
            Syscall.IO_URING_SETUP,
            Syscall.IO_SETUP,
            Syscall.MEMFD_CREATE);
    assertThat(calls).allMatch(call -> answer(architecture, call) == ENOSYS);
  }

  @ParameterizedTest
  @EnumSource
  void pr11_noNamespaceByClone(Architecture architecture) {
    for (int flag = 0x00020000; flag != 0x00040000; flag <<= 1) {
      assertThat(answer(architecture, Syscall.CLONE, flag | SIGCHLD)).isEqualTo(EPERM);
    }
    for (int flag = 0x02000000; flag != 0x80000000; flag <<= 1) {
      assertThat(answer(architecture, Syscall.CLONE, flag | SIGCHLD)).isEqualTo(EPERM);
    }
  }

  @ParameterizedTest
  @EnumSource
  void memoryThatBelongsToNoProcessIsRefused(Architecture architecture) {
    int outOfMemory = 0x0005000C;
    assertThat(answer(architecture, Syscall.SHMGET, 0, 56)).isEqualTo(BpfProgram.ALLOW);
    assertThat(answer(architecture, Syscall.SHMGET, 0, 16 << 10)).isEqualTo(BpfProgram.ALLOW);
    assertThat(answer(architecture, Syscall.SHMGET, 0, (16 << 10) + 1)).isEqualTo(outOfMemory);
    assertThat(answer(architecture, Syscall.SHMGET, 0, 1L << 32)).isEqualTo(outOfMemory);
    assertThat(answer(architecture, Syscall.SHMGET, 0, -1)).isEqualTo(outOfMemory);
    assertThat(answer(architecture, Syscall.SEMGET, 0, 1)).isEqualTo(ENOSYS);
    assertThat(answer(architecture, Syscall.MSGGET, 0)).isEqualTo(ENOSYS);
  }

  @ParameterizedTest
  @EnumSource
  void pr13_terminalInputCannotBeFaked(Architecture architecture) {
    assertThat(answer(architecture, Syscall.IOCTL, 0, 0x5412)).isEqualTo(EPERM);
    assertThat(answer(architecture, Syscall.IOCTL, 0, 0x5412 + (1L << 32))).isEqualTo(EPERM);
    assertThat(answer(architecture, Syscall.IOCTL, 0, 0x541C)).isEqualTo(EPERM);
  }

  @ParameterizedTest
  @EnumSource
  void fs16_noSetIdBits(Architecture architecture) {
    for (int bit : new int[] {04000, 02000}) {
      assertThat(answer(architecture, Syscall.FCHMOD, 3, bit | 0755)).isEqualTo(EPERM);
      assertThat(answer(architecture, Syscall.FCHMODAT, 0, 0, bit | 0755)).isEqualTo(EPERM);
      assertThat(answer(architecture, Syscall.FCHMODAT2, 0, 0, bit | 0755)).isEqualTo(EPERM);
      assertThat(answer(architecture, Syscall.MKNODAT, 0, 0, bit | 0755)).isEqualTo(EPERM);
      assertThat(answer(architecture, Syscall.OPENAT, 0, 0, 0101, bit | 0755)).isEqualTo(EPERM);
      assertThat(answer(architecture, Syscall.OPENAT, 0, 0, 020200002, bit | 0755))
          .isEqualTo(EPERM);
      assertThat(answer(architecture, Syscall.OPENAT, 0, 0, 0, bit | 0755))
          .isEqualTo(BpfProgram.ALLOW);
    }
  }

  @Test
  void fs16_noSetIdBitsByOldCalls() {
    assertThat(answer(Architecture.X86_64, Syscall.CHMOD, 0, 04755)).isEqualTo(EPERM);
    assertThat(answer(Architecture.X86_64, Syscall.CREAT, 0, 04755)).isEqualTo(EPERM);
    assertThat(answer(Architecture.X86_64, Syscall.MKNOD, 0, 04755)).isEqualTo(EPERM);
    assertThat(answer(Architecture.X86_64, Syscall.OPEN, 0, 0101, 04755)).isEqualTo(EPERM);
  }

  @ParameterizedTest
  @EnumSource
  void onlyHarmlessSocketFamilies(Architecture architecture) {
    var allowed = new HashSet<Integer>();
    for (int family = 0; family < 64; family++) {
      int answer = answer(architecture, Syscall.SOCKET, family, 1, 0);
      if (answer == BpfProgram.ALLOW) {
        allowed.add(family);
      } else {
        assertThat(answer).isEqualTo(EAFNOSUPPORT);
      }
    }
    assertThat(allowed).containsExactlyInAnyOrder(1, 2, 10, 16);
    assertThat(answer(architecture, Syscall.SOCKET, 16, 3, 9)).isEqualTo(EAFNOSUPPORT);
    assertThat(answer(architecture, Syscall.SOCKETPAIR, 1, 1, 0)).isEqualTo(BpfProgram.ALLOW);
    assertThat(answer(architecture, Syscall.SOCKETPAIR, 2, 1, 0)).isEqualTo(EAFNOSUPPORT);
  }

  @ParameterizedTest
  @EnumSource
  void limitsOfNeighboursCannotBeChanged(Architecture architecture) {
    assertThat(answer(architecture, Syscall.PRLIMIT64, 17, 7)).isEqualTo(EPERM);
  }

  @ParameterizedTest
  @EnumSource
  void noNumberIsNamedTwice(Architecture architecture) {
    var numbers = new HashSet<Integer>();
    for (var call : Syscall.values()) {
      call.number(architecture).ifPresent(number -> assertThat(numbers.add(number)).isTrue());
    }
    assertThat(numbers).hasSizeGreaterThan(60);
  }

  @Test
  void thisMachineHasAFilter() {
    assertThat(Architecture.ofThisMachine()).isPresent();
    assertThat(Architecture.named("aarch64")).contains(Architecture.AARCH64);
    assertThat(Architecture.named("riscv64")).isEmpty();
  }

  private static int answer(Architecture architecture, Syscall call, long... arguments) {
    return answer(architecture, call.number(architecture).orElseThrow(), arguments);
  }

  private static int answer(Architecture architecture, int number, long... arguments) {
    var all = Arrays.copyOf(arguments, 6);
    return interpreter(architecture)
        .run(BpfInterpreter.data(number, architecture.auditNumber, all));
  }

  private static BpfInterpreter interpreter(Architecture architecture) {
    return new BpfInterpreter(SeccompFilter.bytesFor(architecture));
  }
}
