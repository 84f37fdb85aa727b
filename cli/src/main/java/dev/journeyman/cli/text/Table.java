package dev.journeyman.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows whose columns stand below each other. The last column takes what room is left.
public final class Table {

  private static final int GAP = 2;
  private static final int LEAST = 10;

  private final List<String> heads;
  private final List<List<Line>> rows = new ArrayList<>();

  public Table(String... heads) {
    this.heads = List.of(heads);
  }

  public void row(Line... cells) {
    rows.add(List.of(cells));
  }

  /// @param width of the terminal; what is wider is cut
  public List<String> lines(Paint paint, int width) {
    var widths = widths(width);
    var lines = new ArrayList<String>();
    lines.add(paint.quiet(line(heads.stream().map(Line::plain).toList(), widths, Paint.OFF)));
    rows.forEach(row -> lines.add(line(row, widths, paint)));
    return lines;
  }

  private List<Integer> widths(int width) {
    int last = heads.size() - 1;
    var widths = new ArrayList<>(IntStream.range(0, last).mapToObj(this::widest).toList());
    int left = width - widths.stream().mapToInt(each -> each + GAP).sum();
    widths.add(Math.max(LEAST, left));
    return widths;
  }

  private int widest(int column) {
    return rows.stream()
        .mapToInt(row -> Columns.of(row.get(column).text()))
        .reduce(Columns.of(heads.get(column)), Math::max);
  }

  private static String line(List<Line> cells, List<Integer> widths, Paint paint) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            column -> {
              var cell = cells.get(column);
              var text = Columns.cut(cell.text(), widths.get(column));
              boolean last = column == cells.size() - 1;
              return paint.paint(cell.tone(), text)
                  + (last ? "" : Columns.pad("", widths.get(column) - Columns.of(text) + GAP));
            })
        .collect(Collectors.joining())
        .stripTrailing();
  }
}
