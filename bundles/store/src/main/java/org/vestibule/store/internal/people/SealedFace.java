// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.util.Arrays;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * A face in memory, sealed as it is on the disk and opened for one comparison: what can be read of
 * it exists for milliseconds. Immutable; the bytes are never handed out.
 */
final class SealedFace {
  private final UUID id;
  private final UUID subject;
  private final DataKind kind;
  private final String space;
  private final byte[] sealed;

  private SealedFace(UUID id, UUID subject, DataKind kind, String space, byte[] sealed) {
    this.id = id;
    this.subject = subject;
    this.kind = kind;
    this.space = space;
    this.sealed = sealed;
  }

  /** Takes a row, and opens it once to see which space it lies in. */
  static SealedFace of(SubjectVault vault, UUID id, UUID subject, DataKind kind, byte[] sealed)
      throws VestibuleException {
    byte[] opened = vault.open(subject, context(id, kind), sealed);
    try {
      return new SealedFace(id, subject, kind, TemplateCodec.space(opened), sealed);
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
  }

  /** Seals a face for a row. */
  static byte[] seal(
      SubjectVault vault, UUID id, UUID subject, DataKind kind, FaceTemplate template)
      throws VestibuleException {
    byte[] plain = TemplateCodec.bytes(template);
    try {
      return vault.seal(subject, context(id, kind), plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  UUID id() {
    return id;
  }

  String space() {
    return space;
  }

  /** Opens it. */
  FaceTemplate open(SubjectVault vault) throws VestibuleException {
    byte[] opened = vault.open(subject, context(id, kind), sealed);
    try {
      return TemplateCodec.template(opened);
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
  }

  private static String context(UUID id, DataKind kind) {
    return "record:" + id + ":" + kind.label();
  }
}
