// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

/**
 * A label that utterances can be taught for.
 *
 * @param name kebab-case, an {@link org.vestibule.api.Identifier}
 * @param title for people
 * @param intent what it counts as: it is routed as that
 * @param own whether the site made it, and so can remove it
 * @param examples utterances that were taught here for it; those that came along are not counted
 */
public record TriageLabel(String name, String title, Intent intent, boolean own, int examples) {}
