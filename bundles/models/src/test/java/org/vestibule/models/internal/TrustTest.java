// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.model.ModelState;
import org.vestibule.api.model.Verdict;
import org.vestibule.api.status.Status;
import org.vestibule.models.internal.pack.FileTrustStore;

/** Signers decide what may serve, and may lose that right; every change is written down first. */
class TrustTest extends StoreFixture {
  private final FakeTrust signers = new FakeTrust();

  @BeforeEach
  void somebodySigns() {
    trust = signers;
  }

  @Test
  void withoutATrustFileNothingServes() throws Exception {
    trust = new FileTrustStore(data.resolve("trust/signers.json"));
    PackStore store = store("large", "small");

    assertThat(store.status().state()).isEqualTo(Status.State.UNAVAILABLE);
    assertThat(state(store, "large")).isEqualTo(ModelState.REFUSED);
    assertThat(code(store, "speech")).startsWith("model-");
    assertThat(runtime.opened).hasValue(0);
  }

  @Test
  void aRevokedSignerStopsItsPackAndTheModelBeforeTakesOver() throws Exception {
    staged("other", "1.0.0", 1, "speech", "");
    PackStore store = store("large");
    store.activate("small", "test");
    watchEnds(store);
    store.activate("other", "test");
    watchEnds(store);

    signers.refuse("other@1.0.0", "model-signer-revoked");
    store.engine().review().get();

    assertThat(serving(store, "speech")).isEqualTo("small@1.0.0");
    assertThat(info(store, "other").problem()).contains("its signer");
    assertThat(store.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(audit.told()).endsWith("models model-refused other@1.0.0");
    assertThat(changes()).endsWith("small@1.0.0 signer-changed");
    assertThat(runtime.open).hasValue(1);

    signers.refuse("small@1.0.0", "model-signer-revoked");
    store.engine().review().get();
    assertThat(serving(store, "speech")).isEqualTo("large@1.0.0");
  }

  @Test
  void withoutASuccessorARevokedPackStopsAllTheSame() throws Exception {
    PackStore store = store("large");

    signers.refuse("large@1.0.0", "model-signer-revoked");
    store.engine().review().get();

    assertThat(code(store, "speech")).isEqualTo("model-signer-revoked");
    assertThat(runtime.open).hasValue(0);
    assertThat(store.status().state()).isEqualTo(Status.State.UNAVAILABLE);
  }

  @Test
  void aRevokedSignerTakesCandidateAndWarmModelOut() throws Exception {
    staged("other", "1.0.0", 1, "speech", "");
    PackStore store = store("large");
    store.activate("small", "test");
    store.rollOut("other", "test");
    signers.refuse("other@1.0.0", "model-signer-revoked");
    signers.refuse("large@1.0.0", "model-signer-revoked");
    store.engine().review().get();

    assertThat(runtime.open).hasValue(1);
    assertThat(state(store, "small")).isEqualTo(ModelState.ACTIVE);
    assertThat(store.comparisons()).extracting("outcome").containsOnly("ended");
  }

  @Test
  void aTrustFileThatCannotBeReadStopsNothing() throws Exception {
    PackStore store = store("large");

    signers.refuse("large@1.0.0", "model-trust-invalid");
    store.engine().review().get();

    assertThat(serving(store, "speech")).isEqualTo("large@1.0.0");
  }

  @Test
  void anExpiredPackServesOnButIsNotActivated() throws Exception {
    signers.refuse("large@1.0.0 SERVE", "model-expired");
    signers.refuse("small@1.0.0 SERVE", "model-expired");
    PackStore store = store("large");

    assertThat(serving(store, "speech")).isEqualTo("large@1.0.0");
    assertThatThrownBy(() -> store.activate("small", "test")).hasMessageContaining("signer");
    assertThat(runtime.opened).hasValue(1);
  }

  @Test
  void whoMayOnlyTryIsShadowedAndNeverServes() throws Exception {
    String quick = "\"rollout\": {\"shadow\": {\"minimum\": 1, \"maxDisagreement\": 1}},";
    staged("other", "1.0.0", 1, "speech", quick);
    signers.refuse("other@1.0.0 SERVE", "model-signer-not-allowed");
    signers.refuse("other@1.0.0 KEEP", "model-signer-not-allowed");
    PackStore store = store("large");
    assertThat(state(store, "other")).isEqualTo(ModelState.STAGED);
    store.rollOut("other", "test");
    Verdict yes = new Verdict("open", true, Double.NaN);
    store.trial("speech").orElseThrow().compare(yes, view -> yes);
    awaitThat(() -> newest(store).outcome().equals("refused"));

    assertThat(newest(store).sentence()).contains("It may not serve");
    assertThat(serving(store, "speech")).isEqualTo("large@1.0.0");
  }

  @Test
  void withoutAnAuditNobodyChangesAnything() throws Exception {
    PackStore store = store("large");
    trail = null;

    assertThatThrownBy(() -> store.activate("small", "test"))
        .hasFieldOrPropertyWithValue("code", "audit-unwritable");
    assertThatThrownBy(() -> store.rollOut("small", "test"))
        .hasFieldOrPropertyWithValue("code", "audit-unwritable");
    assertThatThrownBy(() -> store.prune("test"))
        .hasFieldOrPropertyWithValue("code", "audit-unwritable");
    assertThatThrownBy(() -> store.stage(packs.resolve("small"), false, "test"))
        .hasFieldOrPropertyWithValue("code", "audit-unwritable");
    trail = audit;
    audit.full = true;
    assertThatThrownBy(() -> store.activate("small", "test"))
        .hasFieldOrPropertyWithValue("code", "audit-unwritable");

    assertThat(serving(store, "speech")).isEqualTo("large@1.0.0");
    assertThat(runtime.open).hasValue(1);
    assertThat(data.resolve("models-state.json")).doesNotExist();
  }

  @Test
  void theAuditSaysWhoAndBySignerAndDigest() throws Exception {
    PackStore store = store("large");
    store.activate("small", "operator:anna");
    assertThatThrownBy(() -> store.activate("nowhere", "operator:anna"));

    AuditEntry done = audit.lines.get(audit.lines.size() - 2);
    assertThat(done.actor()).isEqualTo("operator:anna");
    assertThat(done.action()).isEqualTo("model-activated");
    assertThat(done.details())
        .containsAllEntriesOf(
            Map.of(
                "pack", "small@1.0.0",
                "before", "large@1.0.0",
                "signer", "factory",
                "key", "0123456789abcdef"));
    assertThat(done.details().get("digest")).matches("[0-9a-f]{64}");
    AuditEntry refused = audit.lines.get(audit.lines.size() - 1);
    assertThat(refused.action()).isEqualTo("model-refused");
    assertThat(refused.details()).containsEntry("code", "model-missing");
  }
}
