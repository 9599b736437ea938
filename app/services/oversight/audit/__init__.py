"""Case audit (kiểm tra hồ sơ, thanh tra trách nhiệm): rounds, samples, files, findings, conclusions."""
