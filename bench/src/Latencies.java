import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sorted latencies of one measurement.
record Latencies(long[] sortedNanos, double seconds) {

  static Latencies of(long[] nanos, double seconds) {
    Arrays.sort(nanos);
    return new Latencies(nanos, seconds);
  }

  double millis(double quantile) {
    int index = (int) Math.min(sortedNanos.length - 1L, Math.round(quantile * sortedNanos.length));
    return Math.round(sortedNanos[index] / 10_000.0) / 100.0;
  }

  Map<String, Object> figures() {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("requests", sortedNanos.length);
    figures.put("perSecond", Math.round(sortedNanos.length / seconds));
    figures.put("p50Millis", millis(0.5));
    figures.put("p99Millis", millis(0.99));
    figures.put("maxMillis", millis(1));
    return figures;
  }
}
