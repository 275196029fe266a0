// SPDX-License-Identifier: Apache-2.0
/** How every id of the demonstration begins, and none that is new of anybody else. */
export const isDemo = (id: string) => id.startsWith("demo-");
/** Whether somebody is one of its residents: who had such an id before is called otherwise. */
export const isDemoPerson = ({ id, name }: { id: string; name: string }) => isDemo(id) && name.startsWith("Demo: ");
