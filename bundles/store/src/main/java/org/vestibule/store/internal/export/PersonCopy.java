// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.Consent;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.store.internal.site.Site;

/**
 * One copy. The manifest comes last and is signed, so that a copy that was cut has none. Not
 * thread-safe.
 */
final class PersonCopy {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String PURPOSE = "export";

  private final Sources sources;
  private final Site site;
  private final PersonId person;
  private final String pseudonym;
  private final Instant now;
  private final List<String> leftOut = new ArrayList<>();

  PersonCopy(Sources sources, Site site, PersonId person, String pseudonym, Instant now) {
    this.sources = sources;
    this.site = site;
    this.person = person;
    this.pseudonym = pseudonym;
    this.now = now;
  }

  /** Writes it. */
  void write(OutputStream out) throws IOException, VestibuleException {
    List<Consent> consents = sources.consents().of(person);
    Set<String> own =
        consents.stream()
            .filter(consent -> consent.channel() == Channel.OWN_ACCOUNT)
            .map(Consent::by)
            .collect(Collectors.toSet());
    Mask mask = new Mask(person, pseudonym, own);
    CopyZip zip = new CopyZip(out);
    PersonPart.person(zip, sources, person, pseudonym);
    PersonPart.consents(zip, consents, site, mask);
    new RecordPart(zip, sources, person, leftOut).write();
    for (PersonalDataHolder holder : sources.holders()) {
      held(zip, holder);
    }
    if (sources.audit().isPresent()) {
      AuditPart.write(zip, sources.audit().get(), mask, now);
    }
    seal(zip);
    zip.finish();
  }

  private void held(CopyZip zip, PersonalDataHolder holder) throws IOException, VestibuleException {
    String folder =
        holder.holder().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
    for (PersonalDataHolder.Item item : holder.copy(person)) {
      zip.bytes("held/" + folder + "/" + item.path(), item.type(), item.content());
      Arrays.fill(item.content(), (byte) 0);
    }
  }

  private void seal(CopyZip zip) throws IOException, VestibuleException {
    String key = sources.seal().publicKey().orElse("");
    zip.bytes(
        "house.pem",
        "application/x-pem-file",
        ("-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n")
            .getBytes(StandardCharsets.US_ASCII));
    zip.bytes("SHA256SUMS", "text/plain", zip.sums().getBytes(StandardCharsets.US_ASCII));
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", "vestibule-person-copy-1");
    manifest.put("person", person.value());
    manifest.put("pseudonym", pseudonym);
    manifest.put("madeAt", now.toString());
    manifest.put("profile", site.rules().name());
    manifest.put("leftOut", leftOut);
    manifest.put("files", zip.files());
    byte[] signed = JSON.writeValueAsBytes(manifest);
    byte[] signature = sources.seal().sign(PURPOSE, signed);
    zip.bytes("manifest.json", "application/json", signed);
    zip.bytes("manifest.sig", "application/octet-stream", signature);
  }
}
