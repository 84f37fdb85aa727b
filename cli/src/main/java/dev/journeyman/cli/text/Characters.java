package dev.journeyman.cli.text;

/// Which characters a reader does not see, but a terminal obeys or a compiler reads: controls, zero
/// width, bidirectional overrides, tags, variation selectors, odd spaces. The console shows the
/// same ones (`console/src/shared/hidden.ts`).
final class Characters {

  /// First and last code point of each range.
  private static final int[][] HIDDEN = {
    {0x00A0, 0x00A0}, {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C}, {0x115F, 0x1160},
    {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F},
    {0x3000, 0x3000}, {0x3164, 0x3164}, {0xD800, 0xDFFF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0xE0000, 0xE0FFF}
  };

  private Characters() {}

  static boolean hidden(int character) {
    if (character < HIDDEN[0][0]) {
      return false;
    }
    for (var range : HIDDEN) {
      if (character >= range[0] && character <= range[1]) {
        return true;
      }
    }
    return false;
  }
}
