package dev.journeyman.agent.tool;

/// A text that a regular expression can be matched against for a bounded time only.
///
/// @param endNanos on the scale of [System#nanoTime]; reading after it is a [ToolFailure]
record TimedText(CharSequence text, long endNanos) implements CharSequence {

  @Override
  public char charAt(int index) {
    if (System.nanoTime() - endNanos > 0) {
      throw new ToolFailure("The filter takes too long. Use a simpler regular expression.");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new TimedText(text.subSequence(start, end), endNanos);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
