package dev.journeyman.queue;

import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import java.util.function.BooleanSupplier;

/// How jobs are claimed: the most urgent due ones in one statement; without room in two, which pass
/// over tasks that have not begun. Those keep their place, and other instances see them as ever.
final class Claims extends PostgreSqlJdbcCustomization {

  /// The other jobs' instances are no ids, and only `case` keeps them from being read as such.
  private static final String BEGUN =
      """
       and case when task_name = '%s' then not exists (
         select from task
         where task.id = split_part(task_instance, '/', 1)::uuid and task.status = 'queued')
       else true end\
      """
          .formatted(TaskJobs.NAME);

  private final BooleanSupplier room;

  /// @param room asked before each claim
  Claims(BooleanSupplier room) {
    super(false, false);
    this.room = room;
  }

  @Override
  public boolean supportsSingleStatementLockAndFetch() {
    return room.getAsBoolean();
  }

  /// Asked for when the single statement is not.
  @Override
  public boolean supportsGenericLockAndFetch() {
    return true;
  }

  @Override
  public String createGenericSelectForUpdateQuery(
      String table, int limit, String condition, boolean orderByPriority) {
    return super.createGenericSelectForUpdateQuery(
        table, limit, condition + BEGUN, orderByPriority);
  }
}
