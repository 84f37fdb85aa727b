package dev.journeyman.sandbox.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Runs the instructions our filter is made of as the kernel would, so that the filter of one
/// architecture can be tested on another.
final class BpfInterpreter {

  private final byte[] program;

  BpfInterpreter(byte[] program) {
    this.program = program.clone();
  }

  /// What `struct seccomp_data` would hold.
  static ByteBuffer data(int number, int architecture, long... arguments) {
    var data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(number).putInt(architecture).putLong(0x7f0000001000L);
    for (long argument : arguments) {
      data.putLong(argument);
    }
    return data;
  }

  int run(ByteBuffer data) {
    var code = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
    int accumulator = 0;
    for (int at = 0; ; at++) {
      code.position(at * 8);
      int operation = code.getShort() & 0xffff;
      int skipIfTrue = code.get() & 0xff;
      int skipIfFalse = code.get() & 0xff;
      int value = code.getInt();
      switch (operation) {
        case BpfProgram.LOAD_WORD -> accumulator = data.getInt(value);
        case BpfProgram.JUMP_IF_EQUAL -> at += accumulator == value ? skipIfTrue : skipIfFalse;
        case BpfProgram.JUMP_IF_AT_LEAST ->
            at += Integer.compareUnsigned(accumulator, value) >= 0 ? skipIfTrue : skipIfFalse;
        case BpfProgram.JUMP_IF_ANY_BIT ->
            at += (accumulator & value) != 0 ? skipIfTrue : skipIfFalse;
        case BpfProgram.RETURN -> {
          return value;
        }
        default -> throw new IllegalStateException("Unknown instruction " + operation);
      }
    }
  }
}
