// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.VisitPicture.Face;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * Where in kept pictures the faces are that decided, sealed by the house's key: the picture itself
 * may be a person's, its place is nobody's. Thread-safe.
 */
final class FacePlaces {
  private static final Logger LOG = LoggerFactory.getLogger(FacePlaces.class);

  private final SubjectVault vault;

  FacePlaces(SubjectVault vault) {
    this.vault = vault;
  }

  /** Returns what is kept of it. */
  Optional<byte[]> sealed(String visit, int place, Optional<Face> face) throws VestibuleException {
    if (face.isEmpty()) {
      return Optional.empty();
    }
    ByteBuffer plain = ByteBuffer.allocate(4 * Double.BYTES);
    plain.putDouble(face.get().left()).putDouble(face.get().top());
    plain.putDouble(face.get().width()).putDouble(face.get().height());
    return Optional.of(vault.sealForHouse(context(visit, place), plain.array()));
  }

  /**
   * Returns it; empty where none is kept, or it does not open: the picture is shown all the same.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  Optional<Face> of(String visit, PictureRows.Row row) throws VestibuleException {
    if (row.face().isEmpty()) {
      return Optional.empty();
    }
    try {
      ByteBuffer plain =
          ByteBuffer.wrap(vault.openForHouse(context(visit, row.place()), row.face().get()));
      return plain.remaining() == 4 * Double.BYTES
          ? Face.of(plain.getDouble(), plain.getDouble(), plain.getDouble(), plain.getDouble())
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return broken(visit);
    } catch (VestibuleException e) {
      if (!e.code().equals("seal-broken")) {
        throw e;
      }
      return broken(visit);
    }
  }

  private static Optional<Face> broken(String visit) {
    LOG.warn("Where the face is in a picture of visit {} does not open", visit);
    return Optional.empty();
  }

  private static String context(String visit, int place) {
    return "visit-picture-face:" + visit + ":" + place;
  }
}
