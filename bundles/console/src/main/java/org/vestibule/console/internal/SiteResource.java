// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.consent.SiteProfile;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.privacy.Retention;

/** What this site asks of the gateway, how long things are kept, and what left the building. */
final class SiteResource {
  private final Trust trust;

  SiteResource(Trust trust) {
    this.trust = trust;
  }

  void routes(Router router) {
    router
        .on(Permission.SEE_COMPLIANCE, "GET", "/site", request -> site())
        .on(Permission.SEE_COMPLIANCE, "GET", "/retention", request -> rules())
        .on(Permission.CHANGE_POLICY, "POST", "/retention/run", request -> run())
        .on(Permission.SEE_COMPLIANCE, "GET", "/egress", request -> egress());
  }

  private Reply site() throws Problem {
    SiteLaw law = House.need(trust.site, "site profile");
    SiteProfile profile = law.profile();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("building", law.building());
    plain.put("name", profile.name());
    plain.put("title", profile.title());
    plain.put(
        "releaseChannels",
        profile.releaseChannels().stream().map(channel -> channel.label()).sorted().toList());
    plain.put("refused", profile.refused().stream().map(kind -> kind.label()).sorted().toList());
    Map<String, String> retention = new TreeMap<>();
    profile.retention().forEach((kind, keep) -> retention.put(kind.label(), keep.toString()));
    plain.put("retention", retention);
    plain.put("inactivity", profile.inactivity().toString());
    plain.put("erasureDelay", profile.erasureDelay().toString());
    plain.put("regulations", EventFields.plain(law.regulations()));
    plain.put("profiles", law.profiles().stream().map(SiteProfile::name).sorted().toList());
    return Reply.ok(plain);
  }

  private Retention retention() throws Problem {
    return House.need(trust.retention, "retention");
  }

  private Reply rules() throws VestibuleException {
    Retention retention = retention();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("rules", EventFields.plain(retention.rules()));
    plain.put("due", EventFields.plain(retention.due()));
    retention.last().ifPresent(run -> plain.put("last", EventFields.plain(run)));
    return Reply.ok(plain);
  }

  private Reply run() throws Problem {
    return Reply.ok(EventFields.plain(retention().run()));
  }

  private Reply egress() throws Problem {
    EgressBroker broker = House.need(trust.egress, "egress meter");
    List<EgressBroker.Report> reports = broker.reports();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("since", broker.since().toString());
    plain.put("rawMediaBytes", reports.stream().mapToLong(SiteResource::rawMedia).sum());
    plain.put("sinks", reports.stream().map(SiteResource::plain).toList());
    return Reply.ok(plain);
  }

  /** Counts sound and pictures to a sink with any host outside this machine. */
  private static long rawMedia(EgressBroker.Report report) {
    return report.hosts().stream().noneMatch(EgressBroker.Host::outside)
        ? 0
        : report.payload().getOrDefault(DataClass.RAW_AUDIO, 0L)
            + report.payload().getOrDefault(DataClass.RAW_VIDEO, 0L);
  }

  private static Map<String, Object> plain(EgressBroker.Report report) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("sink", report.sink());
    plain.put("bundle", report.bundle());
    Map<String, Long> payload = new TreeMap<>();
    report.payload().forEach((what, bytes) -> payload.put(what.label(), bytes));
    plain.put("payload", payload);
    plain.put("wire", report.wire());
    plain.put("refused", report.refused());
    plain.put("hosts", EventFields.plain(report.hosts()));
    return plain;
  }
}
