package dev.journeyman.database;

/// Unpacks the embedded PostgreSQL when Journeyman is built, so that the first start need not.
public final class UnpackPostgres {

  private UnpackPostgres() {}

  public static void main(String[] arguments) {
    EmbeddedDatabase.prepare();
  }
}
