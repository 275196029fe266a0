// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.store.Backups;

/** Backups: made, listed, checked, put back. Only those that are listed can be named. */
final class BackupsResource {
  private final Trust trust;

  BackupsResource(Trust trust) {
    this.trust = trust;
  }

  void routes(Router router) {
    router
        .on(Permission.BACK_UP, "GET", "/backups", request -> list())
        .on(Permission.BACK_UP, "POST", "/backups", request -> make())
        .on(Permission.BACK_UP, "POST", "/backups/{name}/check", this::check)
        .on(Permission.RESTORE, "POST", "/backups/{name}/restore", this::restore);
  }

  private Backups backups() throws Problem {
    return House.need(trust.backups, "backups");
  }

  private Reply list() throws Problem {
    return Reply.ok(backups().list().stream().map(BackupsResource::plain).toList());
  }

  private Reply make() throws VestibuleException {
    return Reply.created(plain(backups().make()));
  }

  private Reply check(Request request) throws VestibuleException {
    return Reply.ok(plain(backups().check(file(request.part("name")))));
  }

  private Reply restore(Request request) throws VestibuleException {
    Backups.Restored restored = backups().restore(file(request.part("name")));
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("from", plain(restored.from()));
    plain.put("kept", name(restored.kept()));
    plain.put("people", restored.people());
    plain.put("stayErased", restored.stayErased());
    return Reply.ok(plain);
  }

  private Path file(String name) throws Problem {
    return backups().list().stream()
        .map(Backups.Backup::file)
        .filter(file -> name(file).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    404,
                    "unknown-backup",
                    "backup",
                    Request.shortened(name),
                    "a backup listed under /api/backups",
                    "Check the spelling."));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Map<String, Object> plain(Backups.Backup backup) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", name(backup.file()));
    plain.put("madeAt", backup.madeAt().toString());
    plain.put("bytes", backup.bytes());
    plain.put("schema", backup.schema());
    plain.put("people", backup.people());
    return plain;
  }
}
