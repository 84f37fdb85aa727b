const verbs: Readonly<Record<string, string>> = {
  read_file: 'Read',
  write_file: 'Wrote',
  edit_file: 'Edited',
  execute_bash: 'Ran',
  search_codebase: 'Searched',
  run_tests: 'Ran tests',
  query_database: 'Queried',
  analyze_logs: 'Read logs',
  generate_reports: 'Wrote report',
  submit_analysis: 'Handed in the analysis',
  submit_plan: 'Handed in the plan',
  finish_step: 'Finished the step',
}

export const verbOf = (tool: string): string => verbs[tool] ?? tool.replaceAll('_', ' ')
