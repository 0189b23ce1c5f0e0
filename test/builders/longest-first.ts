import { BaseSequencer, type TestSpecification } from 'vitest/node';

const projects = ['screens', 'engines', 'pure'];

/**
 * Runs the files of a project one after the other, for a process only goes on with files of its own project; first the
 * screens, which take longest, so that no process is left idle at the end.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = (file: TestSpecification) => projects.indexOf(file.project.name);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
