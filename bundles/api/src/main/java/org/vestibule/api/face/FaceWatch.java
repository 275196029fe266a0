// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;

/**
 * The pictures of one visitor, judged together: people are tracked from picture to picture, and the
 * best crops of one track vote. Used by one thread at a time; keeps no picture, and nothing at all
 * after {@link #close()}.
 */
@ProviderType
public interface FaceWatch extends AutoCloseable {
  /**
   * Looks at the next picture.
   *
   * @param reference whom to compare with, given anew for each picture: a person who is forgotten
   *     is forgotten at once
   * @throws VestibuleException {@code image-*} when this picture cannot be read, {@code
   *     vision-busy} when it found no turn, {@code model-*} when no model serves
   */
  FaceSighting look(FaceReference reference, Frame frame) throws VestibuleException;

  /**
   * Follows the people without judging them, which is cheaper.
   *
   * @return whether the track that the evidence names is still there
   * @throws VestibuleException as {@link #look}
   */
  boolean follow(FaceEvidence evidence, Frame frame) throws VestibuleException;

  /** Forgets everything. */
  @Override
  void close();
}
