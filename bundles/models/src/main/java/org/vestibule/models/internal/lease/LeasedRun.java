// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.lease;

import java.lang.ref.Reference;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;

/**
 * A run of a lease: each reading is a call in progress, so that a revocation never frees what is
 * being read. It keeps its lease reachable: who still reads has not lost it.
 */
final class LeasedRun implements ModelRun {
  private final PackLease lease;
  private final Hold hold;
  private final ModelRun run;
  private boolean closed;
  private boolean nonsense;

  LeasedRun(PackLease lease, Hold hold, ModelRun run) {
    this.lease = lease;
    this.hold = hold;
    this.run = run;
  }

  @Override
  public float[] floats(String output) throws ModelException {
    return reading(() -> run.floats(output));
  }

  @Override
  public long[] shape(String output) throws ModelException {
    return reading(() -> run.shape(output));
  }

  @Override
  public Tensor.Held held(String output) throws ModelException {
    return reading(() -> run.held(output));
  }

  @Override
  public void close() {
    closed = true;
    if (hold.closing(run)) {
      run.close();
    }
    Reference.reachabilityFence(lease);
  }

  private interface Reading<T> {
    T now() throws ModelException;
  }

  private <T> T reading(Reading<T> reading) throws ModelException {
    hold.begin(false);
    try {
      return reading.now();
    } catch (ModelException e) {
      // Once for each run, and never for a caller that reads what it has closed.
      if (e.code().equals("model-output-invalid") && !closed && !nonsense) {
        nonsense = true;
        hold.counters().gaveNonsense();
        hold.runFailed();
      }
      throw e;
    } finally {
      hold.end();
      Reference.reachabilityFence(lease);
    }
  }
}
