// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;
import org.vestibule.api.VestibuleException;

/** What kind of trouble a database reports. */
enum Trouble {
  /** A statement was refused; the database is as good as before. */
  STATEMENT,
  /** There is no room on the disk. */
  FULL,
  /** The disk or the engine failed; opening it again may help. */
  LOST,
  /** The file is no whole database. */
  BROKEN,
  /** Another process has it open. */
  IN_USE,
  /** A later version wrote it. */
  NEWER;

  // The platform gives no error number, only what strerror says; EDQUOT is a full disk, too.
  private static final Pattern NO_ROOM =
      Pattern.compile("No space left|not enough space|[Qq]uota exceeded|Disc quota", 0);

  static Trouble of(SQLException e) {
    if (inUse(e)) {
      return IN_USE;
    }
    boolean lost =
        e.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED
            || e.getErrorCode() == ErrorCode.DATABASE_CALLED_AT_SHUTDOWN
            || e.getErrorCode() == ErrorCode.OBJECT_CLOSED;
    boolean broken = e.getErrorCode() == ErrorCode.FILE_CORRUPTED_1;
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof IOException) {
        if (NO_ROOM.matcher(String.valueOf(each.getMessage())).find()) {
          return FULL;
        }
        lost = true;
      } else if (each instanceof MVStoreException) {
        lost = true;
        broken |= each.getMessage() != null && each.getMessage().contains("corrupt");
      }
    }
    if (e.getErrorCode() == ErrorCode.FILE_VERSION_ERROR_1) {
      return NEWER;
    }
    return broken ? BROKEN : lost ? LOST : STATEMENT;
  }

  private static boolean inUse(SQLException e) {
    return e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
  }

  /** Returns what is said of it to whoever asked something of the database. */
  VestibuleException refusal(SQLException e) {
    return switch (this) {
      case FULL -> full(Optional.of(e));
      case BROKEN -> failed("a part of the file is broken", "Restore a backup", e);
      case STATEMENT -> failed("a statement was refused", "Look at the log", e);
      default -> failed("the disk or the engine failed", "Try again; look at the log", e);
    };
  }

  static VestibuleException full(Optional<Throwable> cause) {
    return new VestibuleException(
        "storage-full",
        "the database",
        "no room on the disk",
        "a data folder with room",
        "Make room; what could not be written is written from then on, doors are not concerned",
        cause.orElse(null));
  }

  static VestibuleException failed(String found, String remedy, Throwable cause) {
    return new VestibuleException(
        "storage-failed", "the database", found, "a database that is open", remedy, cause);
  }
}
