package dev.journeyman.sandbox.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A classic BPF program over `struct seccomp_data`, written instruction by instruction. Jumps are
/// relative and forward: `skip 0` goes on with the next instruction.
final class BpfProgram {

  static final int LOAD_WORD = 0x20;
  static final int JUMP_IF_EQUAL = 0x15;
  static final int JUMP_IF_AT_LEAST = 0x35;
  static final int JUMP_IF_ANY_BIT = 0x45;
  static final int RETURN = 0x06;

  static final int NUMBER_OFFSET = 0;
  static final int ARCHITECTURE_OFFSET = 4;
  private static final int ARGUMENTS_OFFSET = 16;

  /// From the low half of an argument to its high half.
  static final int HIGH_HALF = 4;

  static final int ALLOW = 0x7fff0000;
  static final int KILL_PROCESS = 0x80000000;
  private static final int ERRNO = 0x00050000;

  record Instruction(int code, int skipIfTrue, int skipIfFalse, int value) {}

  private final List<Instruction> instructions = new ArrayList<>();

  /// The offset of the low half of an argument; both architectures are little-endian.
  static int argument(int index) {
    return ARGUMENTS_OFFSET + 8 * index;
  }

  BpfProgram load(int offset) {
    return add(LOAD_WORD, 0, 0, offset);
  }

  BpfProgram ifEqual(int value, int skipIfTrue, int skipIfFalse) {
    return add(JUMP_IF_EQUAL, skipIfTrue, skipIfFalse, value);
  }

  BpfProgram ifAtLeast(int value, int skipIfTrue, int skipIfFalse) {
    return add(JUMP_IF_AT_LEAST, skipIfTrue, skipIfFalse, value);
  }

  BpfProgram ifAnyBit(int mask, int skipIfTrue, int skipIfFalse) {
    return add(JUMP_IF_ANY_BIT, skipIfTrue, skipIfFalse, mask);
  }

  BpfProgram allow() {
    return add(RETURN, 0, 0, ALLOW);
  }

  BpfProgram kill() {
    return add(RETURN, 0, 0, KILL_PROCESS);
  }

  BpfProgram fail(int errorNumber) {
    return add(RETURN, 0, 0, ERRNO | errorNumber);
  }

  private BpfProgram add(int code, int skipIfTrue, int skipIfFalse, int value) {
    instructions.add(new Instruction(code, skipIfTrue, skipIfFalse, value));
    return this;
  }

  int size() {
    return instructions.size();
  }

  /// As an array of `struct sock_filter`, the form that `bwrap --seccomp` reads.
  byte[] toBytes() {
    var buffer = ByteBuffer.allocate(instructions.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (var instruction : instructions) {
      buffer.putShort((short) instruction.code());
      buffer.put((byte) instruction.skipIfTrue());
      buffer.put((byte) instruction.skipIfFalse());
      buffer.putInt(instruction.value());
    }
    return buffer.array();
  }
}
